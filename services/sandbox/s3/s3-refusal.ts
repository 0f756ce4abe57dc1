import { Refusal } from '../core/refusal';

/** S3's errors have more elements than code and message: `BucketName`, `Region`, `Endpoint` … */
export class S3Refusal extends Refusal {
  constructor(
    readonly error: {
      readonly code: string;
      readonly message: string;
      readonly status: number;
      readonly details?: Readonly<Record<string, string>>;
      readonly headers?: Readonly<Record<string, string>>;
    },
  ) {
    super(error.code, error.message, error.status);
  }
}

export function errorDetails(refusal: Refusal): Readonly<Record<string, string>> {
  return refusal instanceof S3Refusal ? (refusal.error.details ?? {}) : {};
}

export function errorHeaders(refusal: Refusal): Readonly<Record<string, string>> {
  return refusal instanceof S3Refusal ? (refusal.error.headers ?? {}) : {};
}
