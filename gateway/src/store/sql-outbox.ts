import type { Outbox } from '../pipeline/outbox.ts';
import { claimBatch } from './claim-batch.ts';
import { releaseBatch, renewBatch, settleBatch } from './settle-batch.ts';
import type { StoreAccess } from './store-access.ts';

/** The outbox in a database: a claim is a conversation's row with an owner, a fence and a lease by the database's clock. */
export function createSqlOutbox(access: StoreAccess): Outbox {
  return {
    claimBatch: claimBatch(access),
    settle: settleBatch(access),
    release: releaseBatch(access),
    renew: renewBatch(access),
  };
}
