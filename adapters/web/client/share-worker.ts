// Takes a photo that another app shares with the installed page. It waits in the browser until the page picks it up;
// nothing is sent anywhere before the visitor presses the button.

type FetchEvent = Event & { readonly request: Request; respondWith(answer: Promise<Response>): void };

const keep = async (request: Request): Promise<Response> => {
  const form = await request.formData();
  const photo = form.getAll('photos').find((one): one is File => one instanceof File && one.size > 0);
  if (photo !== undefined) {
    const headers = { 'content-type': photo.type, 'x-name': encodeURIComponent(photo.name) };
    await (await caches.open('shared')).put('/shared-photo', new Response(photo, { headers }));
  }
  return Response.redirect('/?shared', 303);
};

self.addEventListener('fetch', (event) => {
  const { request, respondWith } = event as FetchEvent;
  if (request.method === 'POST' && new URL(request.url).pathname === '/share')
    respondWith.call(event, keep(request));
});

export {};
