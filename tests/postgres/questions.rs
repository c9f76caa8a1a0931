//! Questions that a dialect may get wrong: each function, order, bin, window and kind of value.

/// Each of them.
pub(super) fn all() -> impl Iterator<Item = String> {
    QUESTIONS
        .lines()
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
}

/// One a line.
const QUESTIONS: &str = r#"
figures | select id, min2(low, high), max2(low, 20), clamp(value, 10, 20), low / 7, low / 0, value * 1.1, value + 0.1
figures | derive r = round(value / 7, 2), q = round(-value / 8, 3), z = round(value * 0.005, 2) | select id, r, q, z
figures | summarize s = sum(value / 3), a = avg(value / 7), d = stdev(value), m = median(value), q = quantile(value, 0.9), l = list(value), lm = list(measure) by unit
figures | summarize s = sum(low), n = count(), d = stdev(low / 3) by unit, measure
events | summarize f = first(kind), l = last(kind), a = argmax(kind, date), d1 = min(date), d2 = max(date), ks = list(kind), ds = list(date), c = distinct(kind) by place
events | summarize f = first(place), l = last(actor), a = argmax(id, date) by modality
events | select id, year(date), quarter(date), month(date), week(date), day(date), weekday(date), precision(date), earliest(date), latest(date)
events | select id, days(today() - date), date - ago(30d), date + 30d
articles | select id, days(published - 2019-12-31)
events | derive m = month(date) | count by m | fill
events | count by year(date) | fill
events | count by week(date), kind | fill
events | count by day(date) | fill
articles | select id, upper(title), lower(title), trim(title), len(title), words(title), left(title, 5), right(title, 5), replace(title, "a", "ß"), starts(title, "The"), ends(title, "s")
sentences | select words(text), len(text), upper(text)
sentences | where text ~ /\bquay\b/i | select text
sentences | where text ~ /^the/i | select text
sentences | where text ~ /[a-z]+ing\b/ | select text, extract(text, /([a-z]+)ing\b/)
sentences | where text ~ /(?i)HARBOUR|norl(and)?/ | count
sentences | where text ~ /\W\s+[[:upper:]]/ | count
sentences | where text ~ /a{2,3}|e{2}/ | count
sentences | where text ~ "é" | count
sentences | where text !~ "quay" | count
sentences about "it's" | select text
sentences matching near("quay", "said", "the", 5) | select text
sentences matching near("the quay", "said", 1) or "closed"* | select text
sentences matching "the"* and not near("a", "the", 3) | select text
articles matching "quay" and "norland" | select id
articles matching "quay closed" | select id
articles matching near("quay", "berg", 30) | select id
articles about "quay closing said" | select id
events | facet kind, year(date), place, modality
figures | facet value, high, unit, bound
figures | facet value | where value = "12"
events | select id, x = case { kind = assault => 1, kind = consult => 2.5, else => null }
events | select id, x = case { place is null => "none", else => place.name } | sort x
events | derive x = if(place is null, "~", "Z") | summarize m = max(x), n = min(x), l = list(x), c = count() by kind
events | derive x = if(place is null, "a", "B") | sort x | select id, x
events | derive x = if(place is null, "a", "B") | where x < "b" | select id, x
figures | sort value | derive a = running(value), b = lag(value, 2), c = lead(value), d = moving(avg, value, 2), e = moving(sum, value, 3), f = moving(max, value, 2), g = rank(value), h = share(value) | select id, a, b, c, d, e, f, g, h
figures | sort value | derive b = lag(measure), c = lead(as_of) | select id, b, c
figures | derive s = share(value) per unit | select id, s
events | top 2 by date per modality | select id
events | sample 2 seed 7 | select id
events | sample 3 | select id
entities | sample 5 seed 99 | select id, name
events | select id, cnt = count(participants), who = list(participants.name), ks = list(participants.kind)
events | select id, m = max(participants.name)
events | where any(participants where name ~ "a") | select id
events | each participants as p | select id, p.name, p.kind
articles | select id, events = count(events), f = sum(events.confidence)
clusters | select id, label, date, n = count(events)
events | count by kind | union (figures | count by kind = measure)
events | distinct kind, place | except (events as asserted | distinct kind, place)
events | select id, actor.name ?? "nobody", target.country, place.parent
events | cite 2
quotes | cite 1
figures | compare high across source per measure
figures | compare value across claimant per unit
network comention | take 20
network comention of "Norland"
network coevent | sort -weight | take 5
network quotes | take 5
events | count by kind, month(date) | pivot kind
events | count by kind, month(date) | pivot month
events | derive d = date ?? 2020-01-01 | select id, d
events | where date > 2020-03-02 or date = 2020-03 | select id, date
events | where date in 2020-03..2020-04 | select id
events | where kind in (assault, consult) and modality != denied | count
events | where not (date during 2020-03) | count
param $n: num = 3; figures | where value > $n | select id, value
param $t: text = "Harbour"; events | where place.name = $t | select id
param $d: date = 2020-03; events | where date during $d | select id
events | lookup c = (clusters | select id, label) on cluster.id = id | select id, c.label
let big = figures | where value > 10; events | where cluster in (big | distinct cluster) | select id
sources | select id, name, domain, country, n = count(articles)
entities | select id, name, kind, country, parent, org, title, lat, lon, aliases
entities near "Harbour" 500km | select id, name
articles by "a writer" | select id
articles | where author ~ "WRITER" | select id
sentences | sort len(text) | take 3
mentions | count by entity, form
mentions | select surface, title, entity.name, sentence.text
events | summarize n = count(), big = count(place) by kind | derive r = n / big, d = n - big, p = n % 2
events | summarize n = count() by kind | where n > 1 | derive s = share(n)
events | count by cluster | sort -count, cluster | take 3
events | top 3 kind
events | sort -place, date nulls first | select id, place
events | sort place.name nulls first | select id
quotes | select id, len(text), speaker.org, source.name
quotes | summarize l = list(speaker), w = sum(len(text)) by source
articles -> sentences -> mentions | count by entity
events -> articles | select id
figures -> clusters -> events | select id
people | select name, title, n = count(mentions), first = min(mentions.published)
entities | where lat > 0 | select name, lat, lon
events | where confidence > 0.5 | count
events | select id, confidence
figures | select id, counted_from, as_of, bound, what
figures | distinct unit, bound
figures | count by bound, unit | sort -count | skip 1
events | derive t = summary ~ "a" | count by t
events | derive t = summary ~ "a" | select id, t | sort t, id
events | summarize m = max(kind = assault) by modality
figures | where value / 2 = 6 | select id
events | select id, lower(kind), len(modality)
figures | derive v = round(value / 10) * 10 | count by v
figures | derive v = floor(value / 10) | count by v | sort v
figures | select id, a = round(value), b = round(value, 1), c = floor(value / 7), d = ceil(value / 7), e = abs(low - 13), f = log10(value), g = value % 7, h = high % 0
articles | select id, a = left(title, 0), b = left(title, -2), c = right(title, 0), d = right(title, 1000), e = left(title, 1000)
sentences | select a = extract(text, /\d+/), b = extract(text, /(\w+) (\w+)$/), c = extract(text, /said|sa/), d = extract(text, /sa|said/), e = extract(text, /(?:a|ab)(c|bcd)?/)
sentences | select a = extract(text, /o.*?s/), b = extract(text, /o.*s/), c = extract(text, /(o)(x)?/), d = extract(text, /o(x)?/), e = extract(text, /\p{Lu}\w*/)
sentences | select a = extract(text, /\b[a-z]{3,5}\b/), b = extract(text, /(?i)^the (\w+)/), c = extract(text, /(a*)*b/), d = extract(text, /(?:)/), e = extract(text, /[^\w\s]/)
sentences | where text ~ /\bquay\b/i | select text
sentences | where text ~ /\B[aeiou]{2}\B/ | select text
sentences | where text ~ /(?m)^the/i | count
sentences | where text ~ /[\w'-]+ly\b|\d{1,3}(,\d{3})+/ | count
sentences | where text ~ /x{0}y{300}?/ | count
sentences | where text ~ /\p{Greek}|[[:alpha:]--[a-z]]/ | count
sentences | where text ~ /(?s)a.+z/ | count
sentences | where text ~ /\d{4}$/ | count
sentences | where text ~ /["\\<>]/ | count
events | join f = figures on cluster | select id, fid = f.id, f.value, f.as_of
events | count by kind, modality | pivot modality
events | count by kind, month(date) | pivot kind
entities named "Südland" | select id
sentences | select a = extract(text, /(a*)+b/), b = extract(text, /(a?)*?b/), c = extract(text, /(?:(a)|b)*c/), d = extract(text, /(\w+?)\b/), e = extract(text, /((?:an? )?\w+ing)/)
sentences | select a = extract(text, /(\w+ ){2,3}/), b = extract(text, /(\w+ ){2,}?in/), c = extract(text, /(?:(\w)\w*\s?){3}/), d = extract(text, /x|(y)?/)
"#;
