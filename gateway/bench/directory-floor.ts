// The least that answering a rep's app can cost: a bare listener, the signature, an answer from memory. Prints its port.
import { serveSigned } from './serve-signed.ts';

const customers = Array.from({ length: 30 }, (_, n) => ({
  customer_id: `0035i00000000${String(n).padStart(2, '0')}AAA`,
  display_name: `Customer ${n}`,
}));
const answer = JSON.stringify({ objects: { customers, searchable: true, next_page_token: 'x'.repeat(60) } });

serveSigned(({ isSigned }, response) => {
  response.statusCode = isSigned ? 200 : 403;
  response.setHeader('content-type', 'application/json');
  response.end(answer);
});
