/** Stands in the built document where each answer puts its own nonce. */
export const STYLE_NONCE_PLACEHOLDER = '__HEARTHGATE_STYLE_NONCE__';

/** Stands there where each answer says whether somebody is signed in, so that a page need not ask to find nobody. */
export const SESSION_PLACEHOLDER = '__HEARTHGATE_SESSION__';
