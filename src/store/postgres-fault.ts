import { Failure } from '../core/failure.ts';

type ServerError = Error & { readonly code?: string };

const untrusted = /^(?:SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|CERT_|INVALID_|ERR_TLS_CERT)/;

/** What `DATABASE_URL` gets wrong, from the error of Postgres or of the connection; null if the server is just away. */
const wrongRule = ({ code = '', message }: ServerError): string | null => {
  if (code === '28P01')
    return 'has a wrong user name or password. Write @, # and / in a password as %40, %23 and %2F';
  if (code === '28000' && message.includes('no encryption'))
    return 'isn’t let in without TLS. Add ?sslmode=require at the end, or allow the user in pg_hba.conf';
  if (code === '28000') return 'names a user that this Postgres doesn’t let in from here';
  if (code === '3D000') return 'names a database that doesn’t exist. Create it with createdb';
  if (code === '42501')
    return 'names a user who may not create tables. Make the user the owner of the database with ALTER DATABASE, or run GRANT CREATE ON DATABASE and GRANT CREATE ON SCHEMA public';
  if (code === '53300')
    return 'reaches a Postgres that has no free connections. Raise max_connections, or run fewer processes';
  if (message.includes('does not support SSL'))
    return 'asks for TLS, which this Postgres doesn’t offer. Remove sslmode';
  if (untrusted.test(code))
    return 'reaches a Postgres whose certificate isn’t trusted. Set sslrootcert, or sslmode=require to accept any';
  return null;
};

/** The failure to report for an error at connecting: `bad_setting` with what to change, else `store_down`. */
export const postgresFault = (error: unknown): Failure => {
  if (error instanceof Failure) return error;
  // Drizzle wraps what the server said.
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const rule = cause instanceof Error ? wrongRule(cause) : null;
  return rule === null
    ? new Failure('store_down', {}, error)
    : new Failure('bad_setting', { name: 'DATABASE_URL', rule }, error);
};

/**
 * Throws `Failure` `bad_setting` if a pooler lends connections for a transaction only, as locks and notifications live
 * longer. Then two idle clients are served by one connection, which never happens otherwise.
 */
export const requireOwnConnections = (first: number, second: number): void => {
  if (first !== second) return;
  const rule =
    'goes through a pooler in transaction mode. Set pool_mode to session for this user, or connect to Postgres directly';
  throw new Failure('bad_setting', { name: 'DATABASE_URL', rule });
};

/** Throws `Failure` `bad_setting` unless the database stores every script. */
export const requireUnicode = (encoding: string): void => {
  if (encoding === 'UTF8') return;
  const rule = `names a database in ${encoding}. Create one with UTF-8: createdb --encoding=UTF8 --template=template0`;
  throw new Failure('bad_setting', { name: 'DATABASE_URL', rule });
};
