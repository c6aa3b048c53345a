import type { InsertObject, Kysely } from 'kysely';
import type { WhatsAppWindows, WindowPair } from '../conversations/whatsapp-window.ts';
import { formatAddress } from '../directory/address.ts';
import type { StoreAccess } from './store-access.ts';
import type { Tables } from './tables.ts';

type Moment = 'heard_at' | 'closed_at';

/** What is known of WhatsApp's windows, in a database. */
export function createSqlWhatsAppWindows({ read, write, now }: StoreAccess): WhatsAppWindows {
  const advance = (pair: WindowPair, moment: Moment, at: Date) =>
    write(async (trx) => {
      await forward(trx, { ...keyOf(pair), [moment]: at.getTime(), told_at: now() }, moment);
    });
  return {
    of: async (pair) => {
      const { customer, business } = keyOf(pair);
      const row = await read((db) =>
        db
          .selectFrom('whatsapp_window')
          .select(['heard_at', 'closed_at'])
          .where('customer', '=', customer)
          .where('business', '=', business)
          .executeTakeFirst(),
      );
      return (
        row && {
          ...(row.heard_at !== null && { heardAt: new Date(row.heard_at) }),
          ...(row.closed_at !== null && { closedAt: new Date(row.closed_at) }),
        }
      );
    },
    heard: (pair, at) => advance(pair, 'heard_at', at),
    closed: (pair, at) => advance(pair, 'closed_at', at),
  };
}

const keyOf = ({ customer, business }: WindowPair) => ({ customer: formatAddress(customer), business: formatAddress(business) });

async function forward(trx: Kysely<Tables>, row: InsertObject<Tables, 'whatsapp_window'>, moment: Moment): Promise<void> {
  await trx
    .insertInto('whatsapp_window')
    .values(row)
    .onConflict((oc) =>
      oc
        .columns(['customer', 'business'])
        .doUpdateSet((eb) => ({ [moment]: eb.ref(`excluded.${moment}`), told_at: eb.ref('excluded.told_at') }))
        .where((eb) =>
          eb.or([eb(`whatsapp_window.${moment}`, 'is', null), eb(`whatsapp_window.${moment}`, '<', eb.ref(`excluded.${moment}`))]),
        ),
    )
    .execute();
}
