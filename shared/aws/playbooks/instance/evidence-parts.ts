import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { asked, hasCode } from '../../classify';
import type { InstanceClients } from './clients';
import { HOUR_SECONDS } from './evidence-store';

/** An object that is sent in parts, because one PUT takes 5 GB only. */
export interface PartedUpload {
  readonly Bucket: string;
  readonly Key: string;
  readonly UploadId: string;
}

export async function beginParts(
  { s3 }: InstanceClients,
  Bucket: string,
  Key: string,
): Promise<PartedUpload> {
  const answer = s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  const { UploadId } = await asked('s3:PutObject', answer);
  if (!UploadId) throw new Error('CreateMultipartUpload answered without an id');
  return { Bucket, Key, UploadId };
}

/** A URL for each part, in their order, good for an hour. */
export const urlsOfParts = (
  { s3 }: InstanceClients,
  upload: PartedUpload,
  count: number,
): Promise<readonly string[]> =>
  Promise.all(
    Array.from({ length: count }, (_, index) =>
      getSignedUrl(s3, new UploadPartCommand({ ...upload, PartNumber: index + 1 }), {
        expiresIn: HOUR_SECONDS,
      }),
    ),
  );

/** What arrived becomes the object. One that was completed by a run before stays as it is. */
export async function completeParts({ s3 }: InstanceClients, upload: PartedUpload): Promise<void> {
  await unlessOver(async () => {
    const list = s3.send(new ListPartsCommand(upload));
    const { Parts = [] } = await asked('s3:ListMultipartUploadParts', list);
    const MultipartUpload = {
      Parts: Parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag })),
    };
    const whole = new CompleteMultipartUploadCommand({ ...upload, MultipartUpload });
    await asked('s3:PutObject', s3.send(whole));
  });
}

/** Nothing of it is kept. */
export const abortParts = ({ s3 }: InstanceClients, upload: PartedUpload): Promise<void> =>
  unlessOver(async () => {
    await asked('s3:AbortMultipartUpload', s3.send(new AbortMultipartUploadCommand(upload)));
  });

const unlessOver = (work: () => Promise<void>): Promise<void> =>
  work().catch((error: unknown) => {
    if (!hasCode(error, 'NoSuchUpload')) throw error;
  });
