/* Asks for the line under the words while they are typed: after a pause, one request at a time, and
   the last answer wins. An open row that is empty takes the source, place and speaker it found. */
const words = document.querySelector('#quote_form #id_text');
const line = document.querySelector('#live');
const PAUSE = 400;
let timer;
let asking;
let isChosen = false; // the place, by the editor

const field = (name) => document.getElementById(`id_${name}`);

function take(name, value, label, isFree = false) {
  const select = field(name);
  if (!select || !value || select.value === value || (select.value && !isFree)) return;
  [...select.options].filter((option) => option.value).forEach((option) => option.remove());
  select.append(new Option(label, value, true, true));
  window.django.jQuery(select).trigger('change');
}

function fill() {
  const found = line.firstElementChild?.dataset;
  if (!found || !document.querySelector('[data-adds]')) return;
  take('attributions-0-person', found.speaker, found.speakerLabel);
  const source = field('citations-0-source');
  take('citations-0-source', found.source, found.sourceLabel);
  const isThere = source?.value === found.source && !field('citations-0-locator')?.value;
  if (isThere) take('citations-0-passage', found.passage, found.passageLabel, !isChosen);
}

async function ask() {
  asking?.abort();
  asking = new AbortController();
  const typed = new FormData();
  typed.set('csrfmiddlewaretoken', document.querySelector('[name=csrfmiddlewaretoken]').value);
  typed.set('text', words.value);
  typed.set('source', field('citations-0-source')?.value ?? '');
  typed.set('passage', field('citations-0-passage')?.value ?? '');
  typed.set('quote', line.dataset.quote);
  try {
    const answer = await fetch(line.dataset.address, { method: 'POST', body: typed, signal: asking.signal });
    line.innerHTML = answer.ok && !answer.redirected ? await answer.text() : '';
    fill();
  } catch (error) {
    if (error.name !== 'AbortError') line.replaceChildren();
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE);
}

if (words && line) {
  words.addEventListener('input', later);
  const chosen = (event) => /^citations-0-(source|passage)$/.test(event.target.name) && later();
  window.django.jQuery(document).on('change', 'select', chosen);
  window.django.jQuery(document).on('select2:select', '#id_citations-0-passage', () => { isChosen = true; });
  if (words.value && !line.firstElementChild) ask();
}
