/* One key each: / to the search field, j and k through the entries of a page.
   They can be turned off, as WCAG 2.1.4 asks; the choice is kept in this browser. */
const KEY = 'shortcuts';
const ENTRIES = '.result .go, .index .name a, .quotes a.num, .jumps .text a, .entries .name a';

const hint = document.querySelector('[data-shortcuts]');
const toggle = hint?.querySelector('button');
let isOn = true;

try {
  isOn = localStorage.getItem(KEY) !== 'off';
} catch {
  // Storage may be closed to us: the shortcuts then start on each time.
}

function show() {
  toggle.textContent = isOn ? 'Turn shortcuts off' : 'Turn shortcuts on';
}

function focusSearch(event) {
  const field = document.getElementById('q');
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
}

function step(by) {
  const entries = [...document.querySelectorAll(ENTRIES)];
  if (!entries.length) return;
  const at = entries.indexOf(document.activeElement);
  const to = at < 0 ? 0 : Math.min(Math.max(at + by, 0), entries.length - 1);
  entries[to].focus();
}

function press(event) {
  if (!isOn || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest('input, textarea, select, [contenteditable]')) return;
  if (event.key === '/') focusSearch(event);
  if (event.key === 'j') step(1);
  if (event.key === 'k') step(-1);
}

if (hint && toggle) {
  hint.hidden = false;
  show();
  toggle.addEventListener('click', () => {
    isOn = !isOn;
    try {
      localStorage.setItem(KEY, isOn ? 'on' : 'off');
    } catch {
      // The choice then holds for this page.
    }
    show();
  });
  document.addEventListener('keydown', press);
}
