/* Counts what is ticked, and makes one quote of a range: a second box of the same passage, ticked
   with Shift, takes the sentences between as one stretch, which is listed and can be taken off. */
const form = document.querySelector('form.pick');
const list = form?.querySelector('.stretches');
const count = form?.querySelector('.picked-count');
let last = null;

const place = (box) => box.value.split(':').map(Number);

function tell() {
  const picked = form.querySelectorAll('[name="pick"]:checked').length;
  count.textContent = picked === 1 ? '1 quote picked' : `${picked} quotes picked`;
}

function between(first, second) {
  const boxes = [...first.closest('.passage').querySelectorAll('[name="pick"]')];
  const [from, to] = [boxes.indexOf(first), boxes.indexOf(second)].sort((a, b) => a - b);
  return boxes.slice(from, to + 1);
}

function add(boxes) {
  const [passage, start] = place(boxes[0]);
  const [, , end] = place(boxes.at(-1));
  const words = boxes.map((box) => box.parentElement.textContent.trim()).join(' ');
  const item = document.createElement('li');
  const label = document.createElement('label');
  const box = document.createElement('input');
  Object.assign(box, { type: 'checkbox', name: 'pick', checked: true, value: `${passage}:${start}:${end}` });
  label.append(box, ` ${words}`);
  item.append(label);
  list.append(item);
  for (const each of boxes) each.checked = false;
}

form?.addEventListener('click', (event) => {
  const box = event.target;
  if (!box.matches('.sentence [name="pick"]')) return;
  const isRange = event.shiftKey && last && last !== box && last.closest('.passage') === box.closest('.passage');
  if (isRange) add(between(last, box));
  last = isRange ? null : box;
});

form?.addEventListener('change', tell);
if (form) {
  form.querySelector('.with-shift').hidden = false;
  tell();
}
