import type { Output } from '../core/service';
import type { Policy } from './policy';

export function policySummary({ id, arn, name, description, type, awsManaged }: Policy): Output {
  return {
    Id: id,
    Arn: arn,
    Name: name,
    Description: description,
    Type: type,
    AwsManaged: awsManaged,
  };
}

export function policyOutput(policy: Policy): Output {
  return { PolicySummary: policySummary(policy), Content: policy.content };
}
