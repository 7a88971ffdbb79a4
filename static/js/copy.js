/* Copies the text that a button names, and says so aloud. The buttons come hidden:
   without this script there is nothing to press. */
const spoken = Object.assign(document.createElement('p'), { className: 'vh' });
spoken.setAttribute('role', 'status');
document.body.append(spoken);

const SHOWN_MS = 1600;

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.textContent.trim());
  } catch {
    source.hidden = false;
    getSelection().selectAllChildren(source);
    spoken.textContent = 'Selected. Press Ctrl+C to copy.';
    return;
  }
  const label = button.firstChild;
  const before = button.dataset.label ?? label.data;
  button.dataset.label = before;
  button.dataset.done = '';
  label.data = 'Copied';
  spoken.textContent = 'Copied';
  setTimeout(() => {
    label.data = before;
    delete button.dataset.done;
    spoken.textContent = '';
  }, SHOWN_MS);
}

for (const button of document.querySelectorAll('button[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', () => copy(button));
}
