/** What the receivers know their senders by; all of it made up. */
export const receiverSecrets = {
  slackPath: '/services/T00000000/B00000000/sandbox',
  teamsPath: '/workflows/sandbox/triggers/manual/paths/invoke',
  teamsSignature: 'sandbox-signature',
  pagerdutyRoutingKey: '5a4db0c8e0f94b0fa0b8c3a1d2e3f405',
  jiraUser: 'trailwarden@example.com',
  jiraToken: 'sandbox-jira-token',
  servicenowUser: 'trailwarden',
  servicenowPassword: 'sandbox-servicenow-password',
  webhookSecret: 'whsec_c2FuZGJveC13ZWJob29rLXNlY3JldC0yNGJ5dGVz',
} as const;

export const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
