/** Stands in the built document where each answer puts its own nonce. */
export const STYLE_NONCE_PLACEHOLDER = '__HEARTHGATE_STYLE_NONCE__';
