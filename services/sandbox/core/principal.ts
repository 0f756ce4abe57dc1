/**
 * Who makes a call. `service` is AWS itself (EventBridge delivering to a queue); it never comes
 * from the network. `arn` is what `GetCallerIdentity` returns. `aws:PrincipalArn` compares the same,
 * except for a role session, where it is the role's ARN [D reference_policies_condition-keys].
 */
export type Principal =
  | {
      readonly kind: 'root';
      readonly accountId: string;
      readonly arn: string;
      readonly accessKeyId: string;
    }
  | {
      readonly kind: 'user';
      readonly accountId: string;
      readonly arn: string;
      readonly accessKeyId: string;
      readonly userName: string;
      readonly userId: string;
    }
  | {
      readonly kind: 'assumed-role';
      readonly accountId: string;
      /** `arn:aws:sts::<account>:assumed-role/<role>/<session>` */
      readonly arn: string;
      readonly accessKeyId: string;
      readonly roleArn: string;
      readonly roleName: string;
      readonly roleId: string;
      readonly sessionName: string;
      readonly sourceIdentity?: string;
      /** Inline session policy passed to AssumeRole, JSON; the session may do only what both allow. */
      readonly sessionPolicy?: string;
      /** The EC2 instance whose metadata service gave the credentials out. */
      readonly instance?: DeliveredTo;
      readonly createdAt: Date;
      readonly expiresAt: Date;
    }
  | {
      readonly kind: 'service';
      readonly accountId: string;
      readonly arn: string;
      readonly service: string;
    };

/** An instance, as it was when it got its role's credentials. */
export interface DeliveredTo {
  readonly arn: string;
  readonly vpcId: string;
  readonly privateIp: string;
}
