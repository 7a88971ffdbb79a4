/* A text field with a list of options under it: the focus stays in the field, the keys move through
   the list. https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
   Whoever fills the list tells the field by the event `options`; an option names its address. */
const OPTION = '[role=option]';

function combine(box) {
  const list = document.getElementById(box.dataset.list);
  const panel = list.parentElement;
  let chosen = null;

  function choose(option) {
    chosen?.setAttribute('aria-selected', 'false');
    chosen = option;
    chosen?.setAttribute('aria-selected', 'true');
    chosen?.scrollIntoView({ block: 'nearest' });
    if (chosen) box.setAttribute('aria-activedescendant', chosen.id);
    else box.removeAttribute('aria-activedescendant');
  }

  function show(isOpen) {
    choose(null);
    panel.hidden = !isOpen;
    box.setAttribute('aria-expanded', isOpen);
  }

  /* After the last option comes the field, and after that the first. */
  function step(by) {
    const places = [null, ...list.querySelectorAll(OPTION)];
    if (panel.hidden) show(places.length > 1);
    choose(places.at((places.indexOf(chosen) + by) % places.length));
  }

  function open(option) {
    const { href } = option.dataset;
    show(false); // a page that is come back to shows no list
    location.assign(href);
  }

  function press(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Home' || event.key === 'End') choose(null);
    if (event.key === 'ArrowDown') step(1);
    else if (event.key === 'ArrowUp') step(-1);
    else if (event.key === 'Enter' && chosen) open(chosen);
    else if (event.key === 'Escape' && !panel.hidden) show(false);
    else return;
    event.preventDefault();
  }

  const said = { role: 'combobox', 'aria-controls': list.id, 'aria-autocomplete': 'list' };
  for (const name in said) box.setAttribute(name, said[name]);
  show(false);
  box.addEventListener('keydown', press);
  box.addEventListener('blur', () => show(false));
  box.addEventListener('options', () => show(list.querySelector(OPTION) !== null));
  box.form.addEventListener('submit', () => show(false));
  panel.addEventListener('pointerdown', (event) => event.preventDefault()); // keeps the focus
  list.addEventListener('click', (event) => {
    const option = event.target.closest(OPTION);
    if (option) open(option);
  });
}

for (const box of document.querySelectorAll('input[data-list]')) combine(box);
