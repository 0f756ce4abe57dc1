import { inert } from './inert';

export const cloudwatchDashboard = inert({
  type: 'AWS::CloudWatch::Dashboard',
  properties: ['DashboardBody', 'DashboardName'],
  name: 'DashboardName',
});
