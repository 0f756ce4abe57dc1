/** The variables that a function was deployed with. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Reads variables that must be set. Throws one sentence that names the one that is not. */
export const neededIn =
  (env: Env) =>
  (name: string): string => {
    const value = env[name];
    if (!value) throw new Error(`${name} is not set; deploy the function with serverless.yml.`);
    return value;
  };

/** `us-east-1, eu-west-1`: the parts, without those that are empty. */
export const partsOf = (text = ''): readonly string[] =>
  text.split(',').flatMap((one) => one.trim() || []);
