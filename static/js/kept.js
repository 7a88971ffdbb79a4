/* Shows what was typed into a search field on a page that is come back to, where the browser forgets it.
   It is kept with the page's place in the tab's history and goes with that. */
const [arrival] = performance.getEntriesByType('navigation');

for (const box of document.querySelectorAll('input[data-suggest]')) {
  const { typed } = history.state ?? {};
  if (typed !== undefined && arrival?.type === 'back_forward') box.value = typed;
  box.addEventListener('input', () => {
    history.replaceState({ ...history.state, typed: box.value }, '');
  });
}
