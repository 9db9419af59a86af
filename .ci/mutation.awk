# The report of ./mutate. Reads, in order, "C,class,fresh|stale|missing,commit,same|earlier" (whether its tests are those of
# now) and after it the rows of its result, "M,class,method,line,mutator,number,status,noticed by,what". Writes Markdown.

function say(name, of, rest,    killed) {
    killed = count[of, "KILLED"]
    printf "| %s | %d | %d | %d | %d | %d | %d | %.1f %% | %s |\n", name, count[of], killed, count[of, "GOLDEN"], count[of, "TIMED_OUT"], \
        count[of, "SURVIVED"], count[of, "NO_COVERAGE"], count[of] ? 100 * killed / count[of] : 100, rest
}

# What a line of reasons.txt names: the key of a mutant, * stands for anything.
function pattern(text) {
    gsub(/[][.^$+?(){}|\\]/, "\\\\&", text)
    gsub(/\*/, ".*", text)
    return "^" text "$"
}

function reason(key,    i) {
    for (i = 1; i <= said; i++)
        if (key ~ patterns[i]) { used[i] = 1; return texts[i] }
    return ""
}

function add(of, status, by) {
    count[of]++; count[of, status]++
    if (status == "KILLED" && by == "GoldenLogTest") count[of, "GOLDEN"]++
}

BEGIN {
    while ((getline line < reasons) > 0)
        if (line !~ /^(#|$)/ && (split(line, sides, / \| /) == 2)) {
            sub(/ +$/, "", sides[1])
            given[++said] = sides[1]; patterns[said] = pattern(sides[1]); texts[said] = sides[2]
        }
}

$1 == "C" {
    if ($3 == "missing") missing[++lacking] = $2
    else {
        names[++classes] = $2; state[$2] = $3; commit[$2] = $4; tests[$2] = $5
        if ($3 == "fresh") fresh++
        if ($5 == "same") same++
    }
}

$1 == "M" {
    # What ran out of memory or broke the JVM was not noticed by a test either.
    status = $7 ~ /^(KILLED|SURVIVED|NO_COVERAGE)$/ ? $7 : "TIMED_OUT"
    add($2, status, $8); add("all", status, $8)
    if (status == "SURVIVED" || status == "NO_COVERAGE") {
        why = reason($2 "." $3 " " $5 "#" $6 " " $9)
        if (why == "") bare++
        left[++lefts] = "| `" $2 "." $3 "` | " $4 " | " $5 "#" $6 " | " $9 (status == "SURVIVED" ? "" : ", not reached") " | " \
            (why == "" ? "**none yet**" : why) " |"
    }
}

END {
    print "# Mutants of the market core\n"
    print "Written by `./mutate report` on " date " from `docs/evidence/mutation`. PIT on JDK 25, its default mutators; the classes of"
    print "`core/market`, the generated codecs are not in it. The tests are the scenario tables, the traps, the law and the golden"
    print "logs; the random worlds and the model take too long for each mutant. A mutant counts as killed when a test fails: PIT"
    print "does not say whether it failed by an assertion or because the market stopped itself (`InvariantViolation`) or broke off."
    print "\"Only golden\" are those killed that no table noticed, but a golden log: its state hash or the digest of its events."
    print "A test is given twice its usual time and 3 s more (10 s more in the results of 569e0837 and 14cd3db0, which ran beside"
    print "other work); mutants that ran out of it are counted apart and not as killed. On a busy machine there are more of them."
    print ""
    printf "%d of %d classes have run, %d of them as they stand now; a result is of the commit beside it.\n", classes, classes + lacking, fresh
    printf "%d ran with the tests as they stand now. What the tests of %d came to notice later counts when the class has run again\n(`./mutate again`): a survivor below may be noticed by now.\n", same, classes - same
    printf "%d mutants were not noticed, %d of them without a reason.\n\n", lefts, bare
    print "| class | mutants | killed | only golden | out of time | survived | not reached | killed of all | commit |"
    print "|---|---|---|---|---|---|---|---|---|"
    for (i = 1; i <= classes; i++) {
        c = names[i]
        if (count[c]) say(c, c, commit[c] (state[c] == "stale" ? ", changed since" : tests[c] == "same" ? "" : ", tests since"))
        else none = none (none == "" ? "" : ", ") c
    }
    say("**all**", "all", "")
    if (none != "") print "\nNothing to mutate in: " none "."
    if (lacking) {
        printf "\nNot run yet:"
        for (i = 1; i <= lacking; i++) printf "%s %s", (i > 1 ? "," : ""), missing[i]
        print "."
    }
    print "\n## Mutants that no test noticed\n"
    print "| where | line | mutator | what | why it stays |\n|---|---|---|---|---|"
    for (i = 1; i <= lefts; i++) print left[i]
    for (i = 1; i <= said; i++) if (!(i in used)) unused = unused "\n- `" given[i] "`"
    if (unused != "") print "\nReasons that no survivor has:\n" unused
}
