/* Offers words, quotes and entries while something is typed into a search field; without this script
   the field is part of a plain form. `combobox.js` moves through the list. Nothing typed is kept. */
const PAUSE_MS = 120;
const SHOWN = 110; // characters of a quote
const LETTERS = { Quote: 'Q', Source: 'S' };
const KINDS = { principles: 'Principle', people: 'Person', sources: 'Source', tags: 'Tag' };

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children);
  return element;
}

/* As `printed_year` in models/bibliography.py has it: -43 is 44 BC. */
function printedYear(year) {
  return year > 0 ? `${year}` : `${1 - year} BC`;
}

/* The text, with what is being typed in bold where a word begins so, after what stands before it. */
function marked(text, typed) {
  const [word] = typed.match(/[\p{L}\p{N}]*$/u);
  const before = typed.slice(0, typed.length - word.length);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${word}`, 'giu');
  while (before.startsWith(text.slice(0, pattern.lastIndex + 1)) && pattern.lastIndex < text.length) {
    pattern.lastIndex += 1;
  }
  const at = word ? pattern.exec(text)?.index : undefined;
  if (at === undefined) return [text];
  const end = at + word.length;
  return [text.slice(0, at), make('b', {}, text.slice(at, end)), text.slice(end)];
}

/* The words of a quote, with what is typed in bold where they have it letter for letter. */
function inside(text, typed) {
  const words = typed.trim();
  const at = text.toLowerCase().indexOf(words.toLowerCase());
  if (at < 0) return [text];
  const end = at + words.length;
  return [text.slice(0, at), make('b', {}, text.slice(at, end)), text.slice(end)];
}

/* The part of a quote that has what is typed: its beginning, or from a few words before that on. */
function part(text, typed) {
  const at = text.toLowerCase().indexOf(typed.trim().toLowerCase());
  const from = at > SHOWN / 2 ? text.lastIndexOf(' ', at - SHOWN / 4) + 1 : 0;
  const to = text.length > from + SHOWN ? text.lastIndexOf(' ', from + SHOWN) : text.length;
  return `${from ? '… ' : ''}${text.slice(from, Math.max(to, from + 1))}${to < text.length ? ' …' : ''}`;
}

/* The address of a search for those words that keeps whatever else the form would send. */
function searched(form, text) {
  const fields = new URLSearchParams(new FormData(form));
  fields.set('q', text);
  return `${new URL(form.action).pathname}?${fields}`;
}

function option(typed, kind, entry) {
  const isSource = kind === 'Source';
  const isQuote = kind === 'Quote';
  const name = isQuote ? inside(`“${part(entry.text, typed)}”`, typed)
    : marked(entry.text ?? entry.name ?? entry.called, typed);
  const called = make(isSource ? 'cite' : 'span', {}, ...name);
  const alias = entry.alias ? [' (', ...marked(entry.alias, typed), ')'] : [];
  const year = Number.isInteger(entry.year) ? `, ${printedYear(entry.year)}` : '';
  const what = make('span', {}, called, year, make('span', { class: 'meta' }, ...alias));
  const note = make('span', {});
  if (kind) note.append(make('span', { class: 'vh' }, ', '), kind); // parted for the ear, too
  if (entry.number) note.append(' ', make('i', {}, `${LETTERS[kind] ?? ''}${entry.number}`));
  const { pathname, search } = new URL(entry.url);
  const attributes = { role: 'option', 'aria-selected': false, 'data-href': pathname + search };
  return make('li', attributes, what, note);
}

function enhance(box) {
  const list = document.getElementById(box.dataset.list);
  const status = list.parentElement.nextElementSibling;
  const answers = new Map();
  let pause;
  let request;

  function show(typed, answer) {
    const words = answer.completions.map((entry) => {
      const offered = option(typed, '', entry);
      offered.dataset.href = searched(box.form, entry.text);
      return offered;
    });
    const named = Object.entries(KINDS).flatMap(([key, kind]) => (
      answer[key].map((entry) => option(typed, kind, entry))));
    const quotes = answer.quotes.map((entry) => option(typed, 'Quote', entry));
    const groups = [['Words and values', words], ['Quotes', quotes], ['Go to', named]]
      .filter(([, options]) => options.length);
    list.replaceChildren(...groups.map(([label, options]) => (
      make('ul', { role: 'group', 'aria-label': label }, ...options))));
    const options = [...words, ...quotes, ...named];
    options.forEach((element, place) => { element.id = `${list.id}-${place}`; });
    const count = options.length || 'No';
    status.textContent = count === 1 ? '1 suggestion' : `${count} suggestions`;
    box.dispatchEvent(new Event('options'));
  }

  /* Say nothing more of a list that is closed. */
  function hush() {
    status.textContent = '';
  }

  function clear() {
    list.replaceChildren();
    hush();
    box.dispatchEvent(new Event('options'));
  }

  async function answered(typed, signal) {
    const address = `${box.dataset.suggest}?${new URLSearchParams({ q: typed })}`;
    const response = await fetch(address, { signal, credentials: 'omit' });
    if (!response.ok) throw new Error(response.statusText);
    return response.json();
  }

  async function ask(typed) {
    request = new AbortController();
    const { signal } = request;
    try {
      const answer = answers.get(typed) ?? await answered(typed, signal);
      answers.set(typed, answer);
      if (box.value === typed && document.activeElement === box) show(typed, answer);
    } catch {
      // No answer, no suggestions: the form works as ever. After an abort another answer comes.
      if (!signal.aborted) clear();
    }
  }

  box.addEventListener('input', () => {
    clearTimeout(pause);
    request?.abort();
    pause = setTimeout(ask, PAUSE_MS, box.value);
  });
  box.addEventListener('blur', hush);
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing) hush();
  });
}

for (const box of document.querySelectorAll('input[data-suggest]')) enhance(box);
