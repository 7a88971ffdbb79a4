/* Names what Django's pages and scripts leave without a name: fields that are chosen by typing,
   the icons of filters, the corner of a table of rows, and its cells where it is no table. */
const $ = window.django?.jQuery;

function nameOf(select) {
  return select.getAttribute('aria-label') ?? select.labels[0]?.textContent.trim().replace(/:$/, '') ?? '';
}

function nameChoice(select) {
  const field = select.nextElementSibling?.querySelector('.select2-selection');
  const chosen = field?.querySelector('.select2-selection__rendered');
  if (!chosen) return;
  const id = `${select.id}-name`;
  if (!document.getElementById(id)) {
    const name = Object.assign(document.createElement('span'), { id, hidden: true });
    name.textContent = nameOf(select);
    field.after(name);
  }
  chosen.removeAttribute('role');
  chosen.removeAttribute('aria-readonly');
  field.setAttribute('aria-labelledby', `${id} ${chosen.id}`);
}

function nameChoices() {
  document.querySelectorAll('select.select2-hidden-accessible').forEach(nameChoice);
}

function nameOpened(select) {
  for (const part of document.querySelectorAll(
    '.select2-container--open :is(.select2-search__field, .select2-results__options)',
  )) {
    part.setAttribute('aria-label', nameOf(select));
  }
}

function nameCells(table) {
  const names = [...table.querySelectorAll('thead th')].map((head) => head.textContent.trim());
  for (const row of table.querySelectorAll('tr.form-row')) {
    [...row.cells].forEach((cell, at) => {
      if (names[at]) cell.dataset.label = names[at];
    });
  }
}

document.querySelectorAll('.tabular table').forEach(nameCells);

for (const corner of document.querySelectorAll('.tabular thead th:empty')) {
  corner.replaceWith(Object.assign(document.createElement('td'), { className: corner.className }));
}

document.querySelector('input.hidden[name="username"]')?.setAttribute('autocomplete', 'username');

window.addEventListener('load', () => {
  for (const icon of document.querySelectorAll('.search-label-icon')) {
    icon.setAttribute('role', 'img');
  }
});

if ($) {
  $(nameChoices);
  $(document).on('select2:open', (event) => nameOpened(event.target));
  document.addEventListener('formset:added', nameChoices);
  document.addEventListener('formset:removed', nameChoices);
}
