/* Opens a row that is text with the fields of the pattern of new rows, when Edit is pressed. */
document.addEventListener('click', (event) => {
  const link = event.target.closest('.rows-as-text a[href^="?edit="]');
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const row = link.closest('tr');
  const pattern = row.closest('tbody').querySelector('.empty-form');
  const place = row.querySelector('[name$="-position"]');
  const prefix = place.name.replace(/-position$/, '');
  const [, quote, note, last] = row.cells;
  const [, quotePattern, notePattern] = pattern.cells;
  const words = [quote.textContent.trim(), note.textContent.trim()];
  const number = quote.querySelector('a').textContent.slice(1);
  const fields = (cell) => cell.innerHTML.replaceAll('__prefix__', prefix.replace(/\D+/, ''));
  quote.innerHTML = fields(quotePattern);
  note.innerHTML = fields(notePattern);
  const select = quote.querySelector('select');
  select.append(new Option(words[0], number, true, true));
  note.querySelector('textarea').value = words[1];
  const label = document.createElement('label');
  const box = Object.assign(document.createElement('input'), { type: 'checkbox', name: `${prefix}-DELETE` });
  label.append(box, ' Delete');
  last.replaceChildren(label);
  window.django.jQuery(select).djangoAdminSelect2();
  note.querySelector('textarea').focus();
});
