"""Rules for lines around English articles: contact lines, calls for tips, newsletters, support."""

from pipelines.clean.rules.rule import CleaningRule, RuleKind, RuleScope

_TO = r".{0,60}(?:@[\w.-]{2,60}|\b\d{3}[-. ]\d{3,4}\b).{0,80}"

RULES = (
    CleaningRule(
        id="english.contact",
        kind=RuleKind.FOLLOW_PROMPT,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:you can |please )?(?:contact|e-?mail|reach|call|write to) (?:the |our )?"
            r"(?:reporter|writer|author|editor|newsroom|him|her|them|(?-i:[A-Z][\w'’.-]+"
            r"(?: [A-Z][\w'’.-]+){1,3}))\b (?:at|on|via|by)\b" + _TO
        ),
        hints=("contact", "mail", "reach", "call", "write to"),
        removes="Contact the reporter at ida.brandt@ellery.example or 555-0134.",
        keeps="Contact the reporter made at the office led to a second meeting in May.",
        source="contact lines below articles of American regional papers",
    ),
    CleaningRule(
        id="english.tip",
        kind=RuleKind.FOLLOW_PROMPT,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:(?:do you know|know|got|have|do you have)\b[^?]{1,60}\?\s)?"
            r"(?:please )?(?:send|e-?mail|share|submit)\b(?: us)?(?: your| an?)?"
            r"(?: (?:confidential|news|story|anonymous)){0,2}(?: tips?| ideas?)?\b"
            r"(?: to| at)?\b" + _TO
        ),
        hints=("tip", "mail", "send"),
        removes="Do you know more? Send a tip to tips@ellery.example.",
        keeps="Do you know more? The harbour office asks whoever saw the boat to come forward.",
        source="calls for tips below articles of English news sites",
    ),
    CleaningRule(
        id="english.support",
        kind=RuleKind.FOLLOW_PROMPT,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:please )?support (?:our |local |independent |quality |free |nonprofit ){1,3}"
            r"(?:journalism|reporting|news|newsroom|newspaper)\b.{0,160}"
            r"\b(?:subscri(?:be|ption)|donat(?:e|ion)|member(?:ship)?|contribut(?:e|ion)|today)\b"
            r".{0,120}"
        ),
        hints=("support",),
        removes="Support local journalism. Subscribe to The Ellery Observer today.",
        keeps="Support for local journalism fell last year, the survey of subscribers found.",
        source="appeals below articles of English regional papers",
    ),
    CleaningRule(
        id="english.newsletter",
        kind=RuleKind.FOLLOW_PROMPT,
        scope=RuleScope.LINE,
        pattern=(
            r"(?:sign up|subscribe|click here to (?:sign up|subscribe)) "
            r"(?:here |now |today )?(?:for|to) (?:our|the|my|your) "
            r"(?:(?:free|daily|weekly|morning|evening|email|e-mail|[\w'’]{2,20}) ){0,6}"
            r"(?:newsletters?|briefing|digest|alerts)\b.{0,80}|"
            r"(?:get|receive) (?:our|the|all the) (?:[\w'’-]{2,20} ){1,8}"
            r"(?:in|to|delivered to|straight to|sent to) your (?:inbox|e-?mail)\b.{0,80}"
        ),
        hints=("newsletter", "briefing", "digest", "alerts", "inbox", "mail"),
        removes="Sign up for our free morning newsletter here.",
        keeps="Subscribe was the word on the newsletter that the council sent to every house.",
        source="newsletter prompts between and below paragraphs of English news sites",
    ),
)
