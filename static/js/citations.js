/* Offers for a citation's passage only those of the source that is chosen in the same row.
   The list is select2's; its requests are jQuery's, and the source is added to them. */
const OPEN = 'select[name$="-passage"] + .select2-container--open';

window.django.jQuery.ajaxPrefilter((request) => {
  const field = document.querySelector(OPEN)?.previousElementSibling;
  const source = field && document.getElementById(field.id.replace(/passage$/, 'source'));
  if (source?.value && request.url === field.dataset['ajax-Url']) {
    request.data += `&source=${encodeURIComponent(source.value)}`;
  }
});
