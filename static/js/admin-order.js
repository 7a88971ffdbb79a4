/* Puts rows in order by dragging their handles, by Alt and arrows, and by the number that is typed. */
function makeOrderable(group) {
  const body = group.querySelector('tbody');
  const told = group.querySelector('[role="status"]');
  const place = (row) => row.querySelector('[name$="-position"]');
  const rows = () => [...body.rows].filter((row) => place(row) && !row.matches('.empty-form'));
  const isBlank = (row) => row.querySelector('select[name$="-quote"]')?.value === '';
  const nameOf = (row) => row.cells[1].textContent.match(/Q\d+/)?.[0] ?? 'this quote';
  const errorsOf = (row) => (row.previousElementSibling?.querySelector('.errorlist')
    && !place(row.previousElementSibling) ? row.previousElementSibling : null);

  function move(row, to) {
    const others = rows().filter((other) => other !== row);
    const errors = errorsOf(row);
    const next = others[Math.max(0, to)];
    if (next) (errorsOf(next) ?? next).before(row);
    else (others.at(-1) ?? row).after(row);
    if (errors) row.before(errors);
    rows().filter((each) => !isBlank(each)).forEach((each, at) => { place(each).value = at + 1; });
    told.textContent = `${nameOf(row)}, place ${rows().indexOf(row) + 1} of ${rows().length}. Not saved yet.`;
  }

  function drag(event) {
    const { target: handle, pointerId } = event;
    const row = handle.closest('tr');
    let to = null;
    const unmark = () => rows().forEach((each) => each.classList.remove('lands', 'lands-after'));
    const follow = ({ clientY }) => {
      const others = rows().filter((other) => other !== row);
      const middle = (other) => other.getBoundingClientRect().top + other.offsetHeight / 2;
      to = others.filter((other) => middle(other) < clientY).length;
      unmark();
      if (others[to]) others[to].classList.add('lands');
      else others.at(-1)?.classList.add('lands-after');
      if (clientY < 40) window.scrollBy(0, -16);
      if (clientY > window.innerHeight - 40) window.scrollBy(0, 16);
    };
    const end = ({ type }) => {
      handle.removeEventListener('pointermove', follow);
      ['pointerup', 'pointercancel'].forEach((name) => handle.removeEventListener(name, end));
      row.classList.remove('moving');
      unmark();
      if (type === 'pointerup' && to !== null) move(row, to);
      handle.focus();
    };
    event.preventDefault();
    handle.setPointerCapture(pointerId);
    row.classList.add('moving');
    handle.addEventListener('pointermove', follow);
    ['pointerup', 'pointercancel'].forEach((name) => handle.addEventListener(name, end));
  }

  function addHandle(row) {
    if (row.querySelector('.handle')) return;
    const handle = Object.assign(document.createElement('button'), { type: 'button', className: 'handle' });
    handle.textContent = '⠿';
    handle.setAttribute('aria-label', `Move ${nameOf(row)}`);
    handle.addEventListener('pointerdown', (event) => { if (event.button === 0) drag(event); });
    place(row).before(handle);
  }

  body.addEventListener('keydown', (event) => {
    const row = event.target.closest('tr');
    if (!event.altKey || !event.target.matches('.handle, [name$="-position"]')) return;
    const at = rows().indexOf(row);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: rows().length }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(row, to);
    event.target.focus();
  });
  body.addEventListener('change', ({ target }) => {
    const isNumber = target.matches('[name$="-position"]') && /^\s*\d+\s*$/.test(target.value);
    if (isNumber) move(target.closest('tr'), Number(target.value) - 1);
  });
  document.addEventListener('formset:added', ({ target }) => { if (body.contains(target)) addHandle(target); });
  rows().forEach(addHandle);
  group.querySelector('.order-help').hidden = false;
}
document.querySelectorAll('.rows-as-text').forEach(makeOrderable);
