export const zhCN = {
  title: 'GraphiQL 查询',
  lead: '供开发和排查人员自行编写查询。与所有查询一样，每次查询都以您的名义记入审计日志。所写内容只留在本页，离开即消失。编辑器本身为英文界面。',
  purpose: '处理目的',
} as const;
