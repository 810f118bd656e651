const en = {
  title: 'Sign in',
  intro: 'Hearthgate · minimal household statuses of students',
  username: 'Username',
  password: 'Password',
  submit: 'Sign in',
  wrong: 'Username or password is wrong, or the account is disabled.',
  wait: 'Too many attempts. Wait {minutes} min, then try again.',
  busy: 'Too many people are signing in right now. Try again in a moment.',
  expiredTitle: 'This sign-in has expired',
  expired: 'It was open for too long, or was finished in another window. Begin again.',
  failedTitle: 'Signing in did not work',
  failed: 'The request was not one that this page can answer ({code}). Begin again.',
  again: 'Begin again',
  signOutTitle: 'Sign out',
  signOut: 'Do you want to sign out of Hearthgate?',
  signOutYes: 'Sign out',
  signedOutTitle: 'Signed out',
  signedOut: 'You are signed out. You may close this window.',
  other: '中文',
  help: 'Forgot the password? Whoever runs this installation can set a new one.',
};

export type SignInTexts = Readonly<typeof en>;

const zhCN: SignInTexts = {
  title: '登录',
  intro: 'Hearthgate · 学生家庭状况最小化查询',
  username: '用户名',
  password: '密码',
  submit: '登录',
  wrong: '用户名或密码不正确，或账号已停用。',
  wait: '尝试次数过多。请等待 {minutes} 分钟后再试。',
  busy: '当前登录人数过多，请稍后再试。',
  expiredTitle: '本次登录已过期',
  expired: '页面打开时间过长，或已在其他窗口完成登录。请重新开始。',
  failedTitle: '登录未成功',
  failed: '本页面无法处理该请求（{code}）。请重新开始。',
  again: '重新开始',
  signOutTitle: '退出登录',
  signOut: '确定要退出 Hearthgate 吗？',
  signOutYes: '退出登录',
  signedOutTitle: '已退出',
  signedOut: '您已退出登录，可以关闭此窗口。',
  other: 'English',
  help: '忘记密码？请联系本系统的管理员重新设置。',
};

export type Language = 'en' | 'zh-CN';

export const signInTexts: Readonly<Record<Language, SignInTexts>> = { en, 'zh-CN': zhCN };
