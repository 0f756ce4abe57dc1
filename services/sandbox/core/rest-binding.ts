/** Where one action of a REST service lives, and how its members travel; Smithy's HTTP traits in plain values. */
export interface RestBinding {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** `/{Bucket}`, `/{Bucket}/{Key+}`; a label with `+` takes the rest of the path. Labels become input members. */
  readonly path: string;
  /** Query keys that must be there for this action to be meant, e.g. `lifecycle`. They are no members. */
  readonly select?: readonly string[];
  /** A header, in lower case, that has to be there too: CopyObject is PutObject with `x-amz-copy-source`. */
  readonly selectHeader?: string;
  /** Query key → input member. A request with any other key (but `x-id`) is not this action. */
  readonly query?: Readonly<Record<string, string>>;
  /** Header in lower case → input member; other headers are left alone. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The input member that is the whole body as it came, a Buffer. Default: the body is XML or JSON. */
  readonly payload?: string;
  readonly answer?: RestAnswer;
}

export interface RestAnswer {
  /** Default 200. */
  readonly status?: number;
  /** Root element of the XML; without it the answer has no body. JSON needs none. */
  readonly root?: string;
  /** Output member → header; these members are not in the body, and not sent when undefined. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The output member, text or bytes, that is the whole body. */
  readonly payload?: string;
}
