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

/** The keys of the seals, by ARN or alias. */
export interface SealKeys {
  /** Signs, ECC_NIST_P256. */
  readonly seal: string;
  /** Made the seals of before, and still makes what names our heartbeats. HMAC_256. */
  readonly mac: string;
  /** `<key id>:<DER in base64>`. A pin of another key than `seal` is no pin. */
  readonly publicKey?: string;
}

/** The keys of the seals, as serverless.yml names them to a function. */
export function sealKeysIn(env: Env): SealKeys {
  const need = neededIn(env);
  const publicKey = env.TRAILWARDEN_SEAL_PUBLIC_KEY;
  return {
    ...{ seal: need('TRAILWARDEN_SEAL_KEY'), mac: need('TRAILWARDEN_MAC_KEY') },
    ...(publicKey && { publicKey }),
  };
}
