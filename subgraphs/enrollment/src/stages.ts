import type { Stage } from '@hearthgate/schema';

/** The five words of domain.md, and others that name the same stage and no other. */
export const stages: Readonly<Record<string, Stage>> = {
  小学: 'PRIMARY',
  普通小学: 'PRIMARY',
  初中: 'JUNIOR',
  初级中学: 'JUNIOR',
  普通初中: 'JUNIOR',
  高中: 'SENIOR',
  普通高中: 'SENIOR',
  高级中学: 'SENIOR',
  中职: 'SECONDARY_VOCATIONAL',
  中等职业学校: 'SECONDARY_VOCATIONAL',
  中等职业教育: 'SECONDARY_VOCATIONAL',
  中专: 'SECONDARY_VOCATIONAL',
  职高: 'SECONDARY_VOCATIONAL',
  职业高中: 'SECONDARY_VOCATIONAL',
  技工学校: 'SECONDARY_VOCATIONAL',
  大学: 'UNIVERSITY',
  高校: 'UNIVERSITY',
  本科: 'UNIVERSITY',
  专科: 'UNIVERSITY',
  本专科: 'UNIVERSITY',
};
