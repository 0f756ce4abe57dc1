import type { Call } from '../../core/service';
import { bucketArn } from '../bucket-of-call';

export function objectArn({ input }: Pick<Call, 'input'>, key = String(input.Key)): string {
  return `${bucketArn(String(input.Bucket))}/${key}`;
}
