import type { Answer } from '../../domain/contact';

/** When a user's key was made, by IAM: Event history forgets after 90 days. Never rejects. */
export type KeyMadeAt = (key: {
  readonly accountId: string;
  readonly userName: string;
  readonly accessKeyId: string;
}) => Promise<Answer<string>>;
