import type { Resource } from '../core/place';
import type { XmlElement } from '../core/xml-tree';
import type { PolicyDocument } from '../iam/policy-document';

/** The subresources of a bucket that are kept as the XML they came in, by their query key. */
export type ConfigurationName =
  | 'acl'
  | 'encryption'
  | 'lifecycle'
  | 'logging'
  | 'notification'
  | 'object-lock'
  | 'ownershipControls'
  | 'publicAccessBlock'
  | 'replication'
  | 'requestPayment'
  | 'tagging'
  | 'versioning';

export interface Bucket extends Resource {
  readonly createdAt: Date;
  /** The text is given back as it was put. */
  policy: { readonly text: string; readonly document: PolicyDocument } | undefined;
  /** What was never put, or was deleted, is absent. */
  readonly configurations: Map<ConfigurationName, XmlElement>;
  /** What the last Put or Delete of each replaced; it may still be read. */
  readonly earlier: Map<ConfigurationName, Earlier>;
  /** Versions by key, oldest first. */
  readonly objects: Map<string, readonly ObjectVersion[]>;
}

export interface Earlier {
  readonly was: XmlElement | undefined;
  /** Milliseconds of the world's clock. */
  readonly until: number;
  reads: number;
}

export interface ObjectVersion {
  readonly key: string;
  /** `null` for what was put while versioning was not enabled. */
  readonly versionId: string;
  readonly lastModified: Date;
  /** Absent in a delete marker. */
  readonly content?: ObjectContent;
  readonly retention?: Retention;
}

export interface ObjectContent {
  readonly body: Buffer;
  readonly etag: string;
  readonly contentType: string;
  /** `x-amz-meta-…` headers, and encryption, as they are given back. */
  readonly headers: Readonly<Record<string, string>>;
  /** Checksums it came with, or S3's own, and their type, by header; told with `x-amz-checksum-mode: ENABLED`. */
  readonly sums: Readonly<Record<string, string>>;
}

/** Parts that are no object yet. */
export interface Upload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly contentType?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly parts: Map<number, Part>;
}

export interface Part {
  readonly body: Buffer;
  readonly etag: string;
  readonly at: Date;
}

export interface Retention {
  readonly mode: 'GOVERNANCE' | 'COMPLIANCE';
  readonly until: Date;
}

export interface S3State {
  /** By name: the namespace is one for everybody. */
  readonly buckets: Map<string, Bucket>;
  /** Multipart uploads under way, by their id. */
  readonly uploads: Map<string, Upload>;
  /** Public access blocks of whole accounts, by account; absent where none was put. */
  readonly accountBlocks: Map<string, XmlElement>;
  /** Names of buckets that existed; others may stand for buckets outside this world. */
  readonly deleted: Set<string>;
  /** How long after a Put or Delete some reads answer the configuration before. 0 unless it is set. */
  configurationsGoBackForMilliseconds: number;
}

export function createS3State(): S3State {
  return {
    buckets: new Map(),
    uploads: new Map(),
    accountBlocks: new Map(),
    deleted: new Set(),
    configurationsGoBackForMilliseconds: 0,
  };
}
