// People's accounts.
export { addUser, type AddUserOptions } from './issuer/accounts/add-user.ts';
export { disableUser } from './issuer/accounts/disable-user.ts';
export { type ListedUser, listUsers } from './issuer/accounts/list-users.ts';
export { setUserPassword } from './issuer/accounts/set-user-password.ts';
