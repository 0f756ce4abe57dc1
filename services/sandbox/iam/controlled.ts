const controlled =
  /^(s3|sts|kms|sqs|secretsmanager|ecr|aoss|cognito-identity|logs|dynamodb|events):/;

/**
 * Services whose resources resource control policies are about [D orgs_manage_policies_rcps]: of the 62 on
 * AWS in September 2026 those that are emulated here, and a few that are not.
 */
export const isControlled = (action: string): boolean => controlled.test(action);
