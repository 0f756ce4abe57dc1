/** The address, if it is one: a record may name a service instead, or `AWS Internal`. */
export const asIp = (said: string | undefined): string | undefined =>
  said !== undefined && (IPV4.test(said) || IPV6.test(said)) ? said : undefined;

export const isIpv4 = (said: string): boolean => IPV4.test(said);

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.|$)){4}$/;
const IPV6 = /^(?=.*:.*:)[0-9A-Fa-f:.]{2,45}$/;
