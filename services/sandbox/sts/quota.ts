/** All of STS shares one quota; across accounts only the caller's is used [D reference_iam-quotas]. */
export const stsQuota = { group: 'sts', perSecond: 600 } as const;
