/** An invitation to join the organization. */
export interface Handshake {
  /** `h-…` */
  readonly id: string;
  readonly arn: string;
  readonly invitedAccountId: string;
  readonly notes?: string;
  readonly requestedAt: Date;
  readonly expiresAt: Date;
  readonly state: 'OPEN' | 'ACCEPTED' | 'CANCELED' | 'DECLINED';
}
