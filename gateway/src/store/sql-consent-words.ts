import type { Kysely } from 'kysely';
import type { ConsentPair, ConsentWord, ConsentWords, SaidWord } from '../consent/consent-words.ts';
import { formatAddress } from '../directory/address.ts';
import type { StoreAccess } from './store-access.ts';
import type { ConsentWordTable, Tables } from './tables.ts';

const WORD = ['status', 'said_at', 'message_index', 'written', 'version'] as const;

/** Customers' latest words in a database. */
export function createSqlConsentWords({ read, write, now }: StoreAccess): ConsentWords {
  return {
    of: async (pair) => {
      const row = await read((db) => find(db, pair));
      return row && toWord(row);
    },
    say: (pair, word) => write((trx) => say(trx, { pair, word, now })),
    written: (pair, version) =>
      write(async (trx) => {
        const { customer, business } = keyOf(pair);
        await trx
          .updateTable('consent_word')
          // What the org says is to be asked again.
          .set((eb) => ({ written: 1, version: eb('version', '+', 1) }))
          .where('customer', '=', customer)
          .where('business', '=', business)
          .where('version', '=', version)
          .where('written', '=', 0)
          .execute();
      }),
  };
}

const keyOf = ({ customer, business }: ConsentPair) => ({ customer: formatAddress(customer), business: formatAddress(business) });

function find(db: Kysely<Tables>, pair: ConsentPair) {
  const { customer, business } = keyOf(pair);
  return db.selectFrom('consent_word').select(WORD).where('customer', '=', customer).where('business', '=', business).executeTakeFirst();
}

interface Saying extends Pick<StoreAccess, 'now'> {
  readonly pair: ConsentPair;
  readonly word: SaidWord;
}

/** A later word replaces, in one statement: on a server another gateway may be told at the same moment. */
async function say(trx: Kysely<Tables>, { pair, word: { status, saidAt, index }, now }: Saying): Promise<ConsentWord | undefined> {
  const word = { status, said_at: saidAt.getTime(), message_index: index, written: 0, told_at: now() };
  const said = await trx
    .insertInto('consent_word')
    .values({ ...keyOf(pair), ...word, version: 1 })
    .onConflict((oc) =>
      oc
        .columns(['customer', 'business'])
        .doUpdateSet((eb) => ({ ...word, version: eb('consent_word.version', '+', 1) }))
        .where((eb) =>
          eb.or([
            eb('consent_word.said_at', '<', word.said_at),
            eb.and([eb('consent_word.said_at', '=', word.said_at), eb('consent_word.message_index', '<', index)]),
          ]),
        ),
    )
    .returning(WORD)
    .executeTakeFirst();
  if (said) return toWord(said);
  const known = await find(trx, pair);
  const isSame = known?.status === status && known.said_at === word.said_at && known.message_index === index;
  return known && isSame ? toWord(known) : undefined;
}

const toWord = ({ status, said_at, message_index, written, version }: Pick<ConsentWordTable, (typeof WORD)[number]>): ConsentWord => ({
  status,
  saidAt: new Date(said_at),
  index: message_index,
  isWritten: written === 1,
  version,
});
