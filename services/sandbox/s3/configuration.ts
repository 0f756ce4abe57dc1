import type { Call, Refusal, World } from '../core/service';
import type { XmlElement } from '../core/xml-tree';
import type { Bucket, ConfigurationName } from './state';

/** What IAM asks for and CloudTrail writes; both differ from the API's names, and from each other. */
export interface Names {
  readonly action: string;
  /** Without `s3:`. */
  readonly permission: string;
  readonly eventName: string;
}

/** One subresource of a bucket that is put and read as an XML document. */
export interface Configuration {
  /** The query key that selects it. */
  readonly name: ConfigurationName;
  /** Root element, in requests and answers. */
  readonly root: string;
  readonly get: Names & {
    /** Members of what is kept that are answered in headers, not in the document. */
    readonly headers?: Readonly<Record<string, string>>;
    /** What is answered for members that were not put. */
    readonly defaults?: XmlElement;
  };
  readonly put: Names & {
    /** Headers beside the usual ones → input members. */
    readonly headers?: Readonly<Record<string, string>>;
  };
  readonly remove?: Names;
  /** What Get answers when nothing was put. */
  readonly absent: (bucket: Bucket) => XmlElement | Refusal;
  /** What is kept of what was written. Throws a Refusal when it is not accepted. */
  readonly accept: (written: XmlElement, put: Put) => XmlElement;
}

export interface Put {
  readonly bucket: Bucket;
  readonly call: Call;
  readonly world: World;
}
