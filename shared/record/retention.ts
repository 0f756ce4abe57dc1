/**
 * Days below which keeping logs counts as destroying them: as long as Event history keeps management
 * events anyway. A baseline may ask for more; a request alone cannot tell.
 */
export const LEAST_DAYS = 90;
