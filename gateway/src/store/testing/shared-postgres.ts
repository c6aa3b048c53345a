import { env } from 'node:process';
import { execute, type PostgresServer } from './postgres-server.ts';

/** Databases of the server that all test files share; a file that ends or slows its server starts one of its own. */
export type SharedPostgres = Pick<PostgresServer, 'createDatabase' | 'execute'>;

/** `config/jest-global-setup.js` says where they are handed out. */
export const sharedPostgres: SharedPostgres = {
  createDatabase: async () => {
    const offered = env.FRONTLINE_TEST_DATABASES;
    if (offered === undefined) throw new Error('FRONTLINE_TEST_DATABASES is not set: run this by Jest, with config/jest-global-setup.js');
    const answer = await fetch(offered);
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    return text;
  },
  execute,
};
