import type { AuditLog } from '../operations/audit-log.ts';
import { appendAudit } from './append-audit.ts';
import type { StoreAccess } from './store-access.ts';

/** The audit log in a database. */
export function createSqlAuditLog({ read, write, now }: Pick<StoreAccess, 'read' | 'write' | 'now'>): AuditLog {
  return {
    append: (entry) => write((trx) => appendAudit(trx, entry, now)),
    recent: async (limit) => {
      const newest = await read((db) =>
        db.selectFrom('audit').select(['at', 'who', 'action', 'subject']).orderBy('sequence', 'desc').limit(limit).execute(),
      );
      return newest.map(({ at, who, action, subject }) => ({ at: new Date(at), who, action, subject }));
    },
  };
}
