"""What the letter of each result code says by law (条例 art. 30, 35–39; domain §1.4), before the answer's own words.

A letter is a Chinese document whatever the language of the page; these words are therefore not translated.
"""

from __future__ import annotations

from sunforest.pure import grounds

REGULATION = "《中华人民共和国政府信息公开条例》"
TITLE = "政府信息公开申请答复书"

DECISIONS = {
    "G1": "经审查，您申请公开的信息已经主动公开。"
    "根据{regulation}第三十六条第（一）项的规定，现将获取该信息的方式、途径告知如下：",
    "G2": "经审查，您申请公开的信息可以公开。根据{regulation}第三十六条第（二）项的规定，答复如下：",
    "P1": "经审查，您申请公开的信息中含有不应当公开的内容，已经作区分处理。"
    "根据{regulation}第三十七条的规定，向您提供可以公开的内容，"
    "其余部分不予公开。答复如下：",
    "N1": "经审查，您申请公开的信息属于依法确定为国家秘密的政府信息。"
    "根据{regulation}第十四条、第三十六条第（三）项的规定，决定不予公开。",
    "N2": "经审查，您申请公开的信息属于法律、行政法规禁止公开的政府信息。"
    "根据{regulation}第十四条、第三十六条第（三）项的规定，决定不予公开。",
    "N3": "经审查，您申请公开的信息公开后可能危及国家安全、公共安全、经济安全、社会稳定。"
    "根据{regulation}第十四条、第三十六条第（三）项的规定，决定不予公开。",
    "N4": "经审查，您申请公开的信息涉及第三方合法权益，公开会对其造成损害。"
    "根据{regulation}第十五条、第三十二条、第三十六条第（三）项的规定，决定不予公开。",
    "N5": "经审查，您申请公开的信息属于行政机关的内部事务信息。"
    "根据{regulation}第十六条第一款、第三十六条第（三）项的规定，决定不予公开。",
    "N6": "经审查，您申请公开的信息属于行政机关在履行行政管理职能过程中形成的过程性信息。"
    "根据{regulation}第十六条第二款、第三十六条第（三）项的规定，决定不予公开。",
    "N7": "经审查，您申请公开的信息属于行政执法案卷信息。"
    "根据{regulation}第十六条第二款、第三十六条第（三）项的规定，决定不予公开。",
    "N8": "经审查，法律、行政法规对您申请公开的信息的获取另有规定。"
    "根据{regulation}第三十六条第（七）项的规定，请您依照有关法律、行政法规的规定办理。",
    "U1a": "经检索，没有您申请公开的信息。根据{regulation}第三十六条第（四）项的规定，告知您该政府信息不存在。",
    "U1b": "经审查，您申请公开的信息不属于本机关负责公开。"
    "根据{regulation}第三十六条第（五）项的规定，告知您并说明理由如下。",
    "U2": "经审查，本机关没有您申请公开的现成信息，提供该信息需要对现有政府信息进行加工、分析。"
    "根据{regulation}第三十八条的规定，不予提供。",
    "U3": "根据{regulation}第三十条的规定，本机关已经告知您补正；您补正后，申请内容仍不明确，本机关无法提供。",
    "X1": "经审查，您以政府信息公开申请的形式进行信访、投诉、举报等活动。"
    "根据{regulation}第三十九条第一款的规定，告知您不作为政府信息公开申请处理。",
    "X2": "经审查，本机关已经就您提出的政府信息公开申请作出答复，您重复申请公开相同的政府信息。"
    "根据{regulation}第三十六条第（六）项的规定，告知您不予重复处理。",
    "X3": "经审查，您申请的内容为要求本机关提供政府公报、报刊、书籍等公开出版物。"
    "根据{regulation}第三十九条第二款的规定，不予处理，现将获取的途径告知如下：",
    "X4": "您申请公开政府信息的数量、频次明显超过合理范围。本机关已经要求您说明理由，经审查，认为申请理由不合理。"
    "根据{regulation}第三十五条的规定，告知您不予处理。",
    "X5": "经审查，您的申请要求本机关确认或者重新出具您已经获取的政府信息，不予处理。",
    "O3": "经审查，您的申请不属于申请公开{regulation}第二条所称的政府信息，答复如下：",
}
"""The decision of each result: what was found, the article, what is decided."""

GIVES_INFORMATION = ("G2", "P1")
"""Results by which information is handed over, in the form that was asked (art. 40)."""

WITHHELD = "不予公开部分的依据：{grounds}。"
REASONS = "理由：{reasons}"
RIGHT_ORGAN = "负责公开该政府信息的行政机关及其联系方式：{organ}。"
SUPPLIED_AS_ASKED = "根据{regulation}第四十条的规定，按照您要求的形式提供：{supply}。"
SUPPLIED_OTHERWISE = (
    "按照您要求的形式（{asked}）提供，可能危及政府信息载体安全或者公开成本过高。"
    "根据{regulation}第四十条的规定，改为以下列形式提供：{supply}。"
)
ARTICLES = {
    "N1": "第十四条",
    "N2": "第十四条",
    "N3": "第十四条",
    "N4": "第十五条",
    "N5": "第十六条第一款",
    "N6": "第十六条第二款",
    "N7": "第十六条第二款",
    "N8": "第三十六条第（七）项",
}


def decision_of(code: str) -> str:
    """The decision of a result in the words of its letter. Raises KeyError for an unknown code."""
    return DECISIONS[code].format(regulation=REGULATION)


def grounds_in_words(codes: list[str]) -> str:
    """The grounds on which parts are withheld, each with its article: ``商业秘密、个人隐私（第十五条）``."""
    return "；".join(f"{grounds.ground_with_code(code).title}（{ARTICLES[code]}）" for code in codes)
