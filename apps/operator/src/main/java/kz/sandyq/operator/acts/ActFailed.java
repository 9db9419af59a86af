package kz.sandyq.operator.acts;

/** An act came to nothing: nobody approved it, or the core refused. Who hears of it joins the transaction. */
record ActFailed(Act act) {}
