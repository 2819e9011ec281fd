import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { Failure } from '../../core/failure.ts';
import { ownerFile } from '../keys.ts';
import { isMissing } from './faults.ts';

export type BucketSettings = {
  readonly bucket: string;
  readonly endpoint: string | undefined;
  readonly region: string;
};

const downloads = 3;

/** The S3 requests we make. The client retries each with increasing delays where that may help. */
export const openBucket = ({ bucket: Bucket, endpoint, region }: BucketSettings) => {
  const client = new S3Client({
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    region,
    followRegionRedirects: true,
    maxAttempts: 5,
    // Stores other than Amazon's often support nothing else.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 5_000, socketTimeout: 30_000 },
  });
  const head = async (Key: string): Promise<string> => {
    const { ETag } = await client.send(new HeadObjectCommand({ Bucket, Key })).catch((error: unknown) => {
      throw isMissing(error) ? new Failure('not_found', {}, error) : error;
    });
    return ETag ?? '';
  };
  const download = async (Key: string, path: string): Promise<string> => {
    const { Body, ContentLength, ETag } = await client.send(new GetObjectCommand({ Bucket, Key }));
    if (!(Body instanceof Readable)) throw new Error('an object without a body');
    await pipeline(Body, createWriteStream(path));
    const { size } = await stat(path);
    if (ContentLength !== undefined && size !== ContentLength)
      throw new Error(`${size} of ${ContentLength} bytes`);
    return ETag ?? '';
  };
  return {
    /** The current version of an object. Throws `Failure` `not_found`. */
    head,
    /** Downloads an object to a new file and returns its version. The client doesn't retry if the body is cut off. */
    get: async (key: string, path: string): Promise<string> => {
      for (let number = 1; ; number += 1) {
        try {
          return await download(key, path);
        } catch (error) {
          if (isMissing(error)) throw new Failure('not_found', {}, error);
          if (number === downloads) throw error;
        }
      }
    },
    /** Uploads a file, in parts if it is large, and returns its version. */
    put: async (Key: string, path: string): Promise<string> => {
      const { size } = await stat(path);
      const upload = new Upload({
        client,
        params: { Bucket, Key, Body: createReadStream(path), ContentLength: size },
      });
      const { ETag } = await upload.done();
      return ETag ?? '';
    },
    /** Writes a short text unless the object already exists, as far as the store can tell. */
    putNew: async (Key: string, Body: string): Promise<void> => {
      await client.send(new PutObjectCommand({ Bucket, Key, Body, IfNoneMatch: '*' }));
    },
    read: async (Key: string): Promise<string> => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      return (await Body?.transformToString()) ?? '';
    },
    remove: async (Key: string): Promise<void> => {
      await client.send(new DeleteObjectCommand({ Bucket, Key }));
    },
    /** Rejects if the bucket can't be listed. */
    reach: async (): Promise<void> => {
      await client.send(new ListObjectsV2Command({ Bucket, Prefix: ownerFile }));
    },
    /** Every object, its size, and its age in seconds by the store's clock, which the client learns from each response. */
    list: async function* () {
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket })) {
        const now = Date.now() + client.config.systemClockOffset;
        for (const { Key, LastModified, Size = 0 } of Contents)
          if (Key !== undefined)
            yield { key: Key, age: (now - (LastModified?.getTime() ?? now)) / 1_000, bytes: Size };
      }
    },
  };
};
