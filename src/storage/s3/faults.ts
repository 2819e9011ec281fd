import type { S3ServiceException } from '@aws-sdk/client-s3';
import { Failure } from '../../core/failure.ts';

const isAnswer = (error: unknown): error is S3ServiceException =>
  error instanceof Error && '$metadata' in error;

const statusOf = (error: unknown): number | undefined =>
  isAnswer(error) ? error.$metadata.httpStatusCode : undefined;

export const isMissing = (error: unknown): boolean =>
  error instanceof Error &&
  error.name !== 'NoSuchBucket' &&
  (error.name === 'NoSuchKey' || error.name === 'NotFound' || statusOf(error) === 404);

/** Another process wrote the object first. */
export const isTaken = (error: unknown): boolean => statusOf(error) === 412 || statusOf(error) === 409;

const badKeys = ['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'ExpiredToken', 'InvalidToken'];

/** The wrong setting, if an error points to one. A response to HEAD has a status but no message. */
const settingOf = (error: unknown, right: string): Failure | null => {
  if (!(error instanceof Error)) return null;
  const wrong = (name: string, rule: string) => new Failure('bad_setting', { name, rule }, error);
  if (error.name === 'CredentialsProviderError')
    return wrong('S3_BUCKET', 'needs keys in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
  if (badKeys.includes(error.name))
    return wrong('AWS_ACCESS_KEY_ID', 'or AWS_SECRET_ACCESS_KEY is not accepted by the S3 store');
  if (error.name === 'NoSuchBucket') return wrong('S3_BUCKET', 'names no bucket of this S3 store');
  if (error.name === 'RequestTimeTooSkewed')
    return wrong('S3_BUCKET', 'can’t be used while the clock of this machine is wrong');
  if (error.name === 'PermanentRedirect' || error.name === 'AuthorizationHeaderMalformed')
    return wrong('S3_REGION', 'is not the region of this bucket');
  if (error.name === 'AccessDenied' || statusOf(error) === 403)
    return wrong('S3_BUCKET', `needs keys with the right ${right}`);
  return null;
};

/** At startup, names the wrong setting or missing permission. Anything else means the store doesn't respond. */
export const startFault = (error: unknown, right: string): Failure =>
  settingOf(error, right) ?? new Failure('fault', { of: 'storage' }, error);

/** While running, any error counts as temporary: someone may be changing keys or permissions right now. */
export const runningFault = (error: unknown): Failure =>
  error instanceof Failure ? error : new Failure('fault', { of: 'storage' }, error);
