import type { Facts } from './facts';

/** Without --force nothing is deployed where the commit is the one that was deployed last. */
export const deployAgain = ({ region }: Pick<Facts, 'region'>): string =>
  `npx serverless deploy --force --region ${region}`;

export const DEPLOY_WHY =
  'Undo, from the reviewed commit, with the parameters it was deployed with';
