import type { Kysely } from 'kysely';
import type { TurnChoice } from '../routing/route.ts';
import type { Tables } from './tables.ts';

/**
 * Takes the turn of the member who was chosen longest ago, and answers who that is. Counting the ring's turns comes first: on a shared
 * database its row keeps other gateways waiting until this transaction ends, so that no two see the same member as next.
 * @param isNeedless asked once the ring is ours; then nothing is taken, and nobody answered
 */
export async function takeTurn(trx: Kysely<Tables>, choice: TurnChoice, isNeedless: () => Promise<boolean>): Promise<string | undefined> {
  const { ring } = choice;
  const { turns } = await trx
    .insertInto('routing_ring')
    .values({ ring, turns: 1 })
    .onConflict((oc) => oc.column('ring').doUpdateSet((eb) => ({ turns: eb('routing_ring.turns', '+', 1) })))
    .returning('turns')
    .executeTakeFirstOrThrow();
  if (await isNeedless()) return undefined;
  const member = await nextMember(trx, choice);
  await trx
    .insertInto('routing_turn')
    .values({ ring, member, turn: turns })
    .onConflict((oc) => oc.columns(['ring', 'member']).doUpdateSet({ turn: turns }))
    .execute();
  return member;
}

/** Whose turn it is: who has never been chosen, else who was longest ago; among equals the first by name. */
export async function nextMember(db: Kysely<Tables>, { ring, members }: TurnChoice): Promise<string> {
  const rows = await db.selectFrom('routing_turn').select(['member', 'turn']).where('ring', '=', ring).execute();
  const last = new Map(rows.map(({ member, turn }) => [member, turn]));
  const turnOf = (member: string) => last.get(member) ?? 0;
  const [first, ...others] = [...members].sort();
  if (first === undefined) throw new RangeError('a turn needs members');
  return others.reduce((next, member) => (turnOf(member) < turnOf(next) ? member : next), first);
}
