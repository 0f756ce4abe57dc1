import type { Output } from '../core/service';
import type { OrganizationResourcePolicy } from './state';

export function resourcePolicyOutput({ id, arn, content }: OrganizationResourcePolicy): Output {
  return { ResourcePolicySummary: { Id: id, Arn: arn }, Content: content };
}
