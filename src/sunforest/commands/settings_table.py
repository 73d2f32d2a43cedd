"""Every setting of an installation: environment variables, their defaults, what they mean. The docs are made of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Setting:
    """One environment variable. ``is_secret`` values are never printed."""

    name: str
    default: str
    words: str
    words_en: str
    is_secret: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "SUNFOREST_DATA", "./data", "数据文件夹：数据库、索引、文件、密钥", "data folder: database, index, files, keys"
    ),
    Setting(
        "SUNFOREST_DATABASE_URL", "", "PostgreSQL 地址；留空用 SQLite", "PostgreSQL address; empty means SQLite", True
    ),
    Setting("SUNFOREST_URL", "http://localhost:8000", "网站对外地址", "public address of the site"),
    Setting("SUNFOREST_HOSTS", "localhost,127.0.0.1,[::1],testserver", "接受的主机名", "accepted host names"),
    Setting("SUNFOREST_MATTERS", "", "另外安装的事项包，逗号分隔", "further matters, separated by commas"),
    Setting("SUNFOREST_LOG_LEVEL", "WARNING", "日志级别", "log level"),
    Setting("SUNFOREST_KEY_FIELDS", "", "字段密钥（十六进制），替代密钥文件", "field key (hexadecimal)", True),
    Setting("SUNFOREST_KEY_INDEX", "", "盲索引密钥（十六进制）", "key of the blind index (hexadecimal)", True),
    Setting("SUNFOREST_KEY_SIGN_IN", "", "登录会话密钥（十六进制）", "key of sessions (hexadecimal)", True),
    Setting("SUNFOREST_KEY_LOG", "", "公开日志密钥（十六进制）", "key of the log (hexadecimal)", True),
    Setting("SUNFOREST_KEY_WITNESS", "", "见证者密钥（十六进制）", "key of the witness (hexadecimal)", True),
    Setting("SUNFOREST_WITNESSES", "", "日志的见证者：密钥@地址，空格分隔", "the log's witnesses: vkey@url, by blanks"),
    Setting("SUNFOREST_CHANNELS", "outbox", "消息通道，按先后顺序", "message channels, in order of preference"),
    Setting("SUNFOREST_CHANNEL_SMS", "", "短信通道地址，{phone} 代表号码", "SMS gateway; {phone} is the number", True),
    Setting("SUNFOREST_CHANNEL_WECOM", "", "企业微信机器人地址", "WeCom robot address", True),
    Setting("SUNFOREST_CHANNEL_DINGTALK", "", "钉钉机器人地址", "DingTalk robot address", True),
    Setting("SUNFOREST_MAIL_HOST", "localhost", "邮件服务器", "mail server"),
    Setting("SUNFOREST_MAIL_PORT", "25", "邮件服务器端口", "port of the mail server"),
    Setting("SUNFOREST_MAIL_USER", "", "邮件账号", "mail account"),
    Setting("SUNFOREST_MAIL_PASSWORD", "", "邮件密码", "mail password", True),
    Setting("SUNFOREST_MAIL_TLS", "", "1 表示用 STARTTLS", "1 means STARTTLS"),
    Setting("SUNFOREST_MAIL_FROM", "sunforest@localhost", "发件人", "sender"),
)
