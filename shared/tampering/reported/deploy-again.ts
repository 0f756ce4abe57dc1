/** Without --force nothing is deployed where the commit is the one that was deployed last. */
export const DEPLOY = 'npx serverless deploy --force --region {region}';

export const DEPLOY_AGAIN = {
  'Undo, from the reviewed commit, with the parameters it was deployed with': DEPLOY,
};
