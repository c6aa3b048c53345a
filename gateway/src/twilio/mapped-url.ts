/** Where a request for `https://PRODUCT.REST.twilio.com/PATH` goes: there, or to `apiUrl/PRODUCT/PATH`. */
export function mappedUrl(url: URL, apiUrl: string | undefined): string {
  if (apiUrl === undefined) return url.href;
  const [product = ''] = url.hostname.split('.');
  return `${apiUrl}/${product}${url.pathname}${url.search}`;
}
